import { Button, Center, Stack, Text, Title } from '@mantine/core';

/** When a page cannot be shown at all: mostly one of an older version, whose files are gone since the server was updated. */
export function Crashed() {
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack maw={440}>
        <Title order={1} size="h2">
          This page could not be shown
        </Title>
        <Text>Reload it: perhaps there is a newer version. What was saved is safe.</Text>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </Stack>
    </Center>
  );
}
