import { ActionIcon, Avatar, Group, Menu, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSettings, IconSun } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { useSession } from '../session/signed-in';
import { sentenceOf } from '../shared/loaded';

export const roles = {
  owner: 'Owner',
  super_admin: 'Super Admin',
  admin: 'Admin',
  finance: 'Finance',
  support: 'Support',
} as const;

const schemes = [
  { scheme: 'light', title: 'Light', Icon: IconSun },
  { scheme: 'dark', title: 'Dark', Icon: IconMoon },
  { scheme: 'auto', title: 'As the system', Icon: IconDeviceDesktop },
] as const;

const schemeOf = (chosen: string) => schemes.find(({ scheme }) => scheme === chosen)?.scheme ?? 'auto';

/** Who is signed in, as whom, where the partner stands in the tree, and how the page looks. */
export function Person() {
  const { actor, partnerPath, role } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Group wrap="nowrap" gap="sm" p="xs">
      <Avatar name={actor.name} color="indigo" aria-hidden />
      <Stack gap={0} miw={0} flex={1}>
        <Text fw={600} size="sm" lineClamp={2}>
          {actor.name}
        </Text>
        <Text size="xs" c="dimmed">
          {roles[role]}
        </Text>
        <Text size="xs" c="dimmed" truncate title={partnerPath.join(' › ')}>
          {partnerPath.join(' › ')}
        </Text>
      </Stack>
      <Menu position="top-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Look and sign-out">
            <IconSettings size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={colorScheme} onChange={(chosen) => setColorScheme(schemeOf(chosen))}>
            {schemes.map(({ scheme, title, Icon }) => (
              <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={16} aria-hidden />}>
                {title}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** Leaves nothing of this person in the page; goes on to the provider where it has a sign-out of its own. */
function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.signOut(),
    onSuccess: ({ signOutUrl }) => {
      queries.clear();
      window.location.assign(signOutUrl ?? '/signed-out');
    },
    onError: (error) =>
      notifications.show({
        title: 'You are still signed in. Sign out again.',
        message: sentenceOf(error),
        color: 'red',
        autoClose: false,
      }),
  });
}
