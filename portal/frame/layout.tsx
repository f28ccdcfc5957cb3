import { AppShell, Badge, Burger, Group, NavLink, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconActivity, IconBuilding, IconPlugConnected } from '@tabler/icons-react';
import { Suspense, useEffect } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import type { Live } from '../api/generated';
import { useLive } from '../live/look';
import { useSession } from '../session/signed-in';
import { number } from '../shared/number';
import { Banner } from './banner';
import { Palette } from './palette';
import { Person } from './person';

const entries = [
  { title: 'Integration', to: '/integration', Icon: IconPlugConnected, permission: 'act' },
  { title: 'Organizations', to: '/organizations', Icon: IconBuilding, permission: 'readSeats' },
  { title: 'Activity', to: '/activity', Icon: IconActivity, permission: 'act' },
] as const;

/** What is around every page: the banner, the navigation, who is signed in. */
export function Frame() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the drawer of the phone
  useEffect(close, [pathname]);
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 228, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      layout="alt"
    >
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="md">
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label="Navigation" aria-expanded={isOpen} />
          <Text fw={700}>Partner Portal</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Pages" className="drawer" data-open={isOpen || undefined}>
        <Navigation onClose={close} isOpen={isOpen} />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <Banner />
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Palette />
      <ScrollRestoration />
    </AppShell>
  );
}

function Navigation({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { may } = useSession();
  const { pathname } = useLocation();
  const { data: live } = useLive();
  return (
    <>
      <AppShell.Section>
        <Group justify="space-between" px="xs" py="sm">
          <Group gap="sm">
            <img src="/icon.svg" alt="" width={28} height={28} />
            <Text fw={700}>Partner Portal</Text>
          </Group>
          {isOpen && <Burger opened onClick={onClose} size="sm" hiddenFrom="sm" aria-label="Close the navigation" />}
        </Group>
      </AppShell.Section>
      <AppShell.Section grow>
        {entries
          .filter(({ permission }) => may.includes(permission))
          .map(({ title, to, Icon }) => (
            <NavLink
              key={to}
              className="entry"
              component={Link}
              to={to}
              label={title}
              active={pathname.startsWith(to)}
              aria-current={pathname.startsWith(to) ? 'page' : undefined}
              leftSection={<Icon size={20} aria-hidden />}
              rightSection={to === '/activity' ? <Unfinished operations={live?.operations ?? null} /> : undefined}
            />
          ))}
      </AppShell.Section>
      <AppShell.Section>
        <Person />
      </AppShell.Section>
    </>
  );
}

/** As many as Activity lists; red where nothing of it goes on by itself. */
function Unfinished({ operations }: Pick<Live, 'operations'>) {
  if (operations === null || operations.all === 0) return null;
  const { all, waiting } = operations;
  const look = waiting > 0 ? { color: 'yellow', c: 'var(--status-halo)' } : { color: 'red', c: 'var(--status-you)' };
  return (
    <Badge variant="light" {...look} circle={all < 10} className="numbers">
      {number(all)}
      <VisuallyHidden> unfinished</VisuallyHidden>
    </Badge>
  );
}
