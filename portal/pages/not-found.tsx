import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../shared/page';

export function NotFound() {
  return (
    <Page title="There is no such page">
      <Text>
        The address may be mistyped, or out of date. Go to{' '}
        <Anchor component={Link} to="/integration" underline="always">
          Integration
        </Anchor>
        .
      </Text>
    </Page>
  );
}
