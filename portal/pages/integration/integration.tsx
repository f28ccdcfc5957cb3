import { Text } from '@mantine/core';
import { Page } from '../../shared/page';

export function IntegrationPage() {
  return (
    <Page title="Integration" subtitle="Connect the tool that you run your business in.">
      <Text>…</Text>
    </Page>
  );
}
