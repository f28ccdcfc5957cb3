import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Beside the title, such as a badge. */
  readonly mark?: ReactNode;
  /** The pages above this one. */
  readonly above?: readonly { readonly title: string; readonly to: string }[];
  /** At most one of them is primary. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every page has: its title, where it stands, and what can be done. Who came by a link starts reading at the title. */
export function Page({ title, subtitle, mark, above = [], actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Partner Portal`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Stack gap="lg" p={{ base: 'md', sm: 36 }} maw={1240}>
      <Group justify="space-between" align="flex-end" gap="md">
        <Stack gap={4} miw={0}>
          {above.length > 0 && (
            <Breadcrumbs className="above">
              {above.map((one) => (
                <Anchor key={one.to} component={Link} to={one.to} size="sm">
                  {one.title}
                </Anchor>
              ))}
              <Text size="sm" aria-current="page">
                {title}
              </Text>
            </Breadcrumbs>
          )}
          <Group gap="xs">
            <Title order={1} size="h2" tabIndex={-1} ref={heading} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {mark}
          </Group>
          {subtitle !== undefined && <Text c="dimmed">{subtitle}</Text>}
        </Stack>
        {actions !== undefined && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
