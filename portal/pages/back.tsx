import { Text } from '@mantine/core';
import { Page } from '../shared/page';

/** For who has signed in again in a tab of its own, and has work open in another. */
export function BackPage() {
  return (
    <Page title="You are signed in">
      <Text>Close this tab and go on in the other one: what you typed is still there.</Text>
    </Page>
  );
}
