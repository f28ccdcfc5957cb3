import { Box, Group, Kbd, Tabs, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import type { Organizations } from '../../api/generated';
import { number } from '../../shared/number';
import { SearchField } from '../../shared/search-field';
import type { View } from './address';
import { views } from './address';
import classes from './rows.module.css';

export const titles: Readonly<Record<View, string>> = {
  all: 'All',
  needsYou: 'Needs you',
  notMapped: 'Not mapped',
  mapped: 'Mapped',
  notStarted: 'To start',
  waiting: 'Waiting',
};

interface ToolbarProps {
  readonly counts: Organizations['views'] | undefined;
}

/** Which organizations are shown. */
export function Toolbar({ counts }: ToolbarProps) {
  return (
    <Group px={{ base: 'md', sm: 20 }} py="sm" gap="sm" justify="space-between">
      <Tabs.List className={classes.tabs} aria-label="Organizations that are shown">
        {views.map((view) => (
          <Tabs.Tab key={view} value={view} px="sm" className={classes.tab}>
            {titles[view]}{' '}
            {counts !== undefined && (
              <Text span inherit fw={400} className="numbers">
                {number(counts[view] ?? 0)}
              </Text>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Search />
    </Group>
  );
}

function Search() {
  const box = useRef<HTMLDivElement>(null);
  useHotkeys([['/', () => box.current?.querySelector('input')?.focus()]]);
  return (
    <Group ref={box} gap="xs" flex="1 1 260px" maw={420} wrap="nowrap">
      <Box flex={1}>
        <SearchField label="Search organizations" />
      </Box>
      <Kbd visibleFrom="sm" aria-label="Press / to search">
        /
      </Kbd>
    </Group>
  );
}
