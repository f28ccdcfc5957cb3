import { Anchor, Box, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConnectionNow, Live } from '../api/generated';
import { useLive } from '../live/look';
import { number } from '../shared/number';
import { grantedOf } from './rights';

/** The connection in numbers. */
export function Facts({ connection: { ticketMapping, rights } }: { readonly connection: ConnectionNow }) {
  const organizations = useLive().data?.organizations ?? null;
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 2, md: 4 }} spacing="lg">
      <Fact term="Organizations mapped">
        {organizations === null
          ? 'Being counted'
          : `${number(organizations.mapped ?? 0)} of ${number(organizations.all ?? 0)}`}
      </Fact>
      <Fact term="Ticket mapping">
        <Anchor component={Link} to="/integration/halopsa/ticket-mapping" fw={600}>
          {ticketMappingInShort(ticketMapping)}
        </Anchor>
      </Fact>
      <Fact term="Seats in sync">{organizations === null ? 'Being counted' : seatsInShort(organizations)}</Fact>
      <Fact term="Rights of the agent">
        {rights === null ? (
          'Not checked yet'
        ) : (
          <Anchor component={Link} to="/integration/halopsa#rights" fw={600}>
            {grantedOf(rights)} of {rights.rights.length} granted
          </Anchor>
        )}
      </Fact>
    </SimpleGrid>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <Box miw={0}>
      <Text component="dt" size="sm" c="dimmed">
        {term}
      </Text>
      <Text component="dd" m={0} fw={600} className="numbers" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Box>
  );
}

const inShort: Readonly<Record<ConnectionNow['ticketMapping']['status'], string>> = {
  notSet: 'Not set',
  checking: 'Being checked',
  pendingCheck: 'Saved, to be checked',
  set: 'Set',
  refused: 'Refused',
  revoked: 'Revoked',
};

function ticketMappingInShort({ status, ticketMapping }: ConnectionNow['ticketMapping']): string {
  const names = ticketMapping?.names;
  if (status !== 'set' || names == null) return inShort[status];
  return [names.ticketType, names.sla, names.priority].join(' · ');
}

function seatsInShort({ inSync = 0, waiting = 0, needsYou = 0 }: NonNullable<Live['organizations']>): string {
  return [
    number(inSync),
    ...(waiting > 0 ? [`${number(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`] : []),
    ...(needsYou > 0 ? [`${number(needsYou)} ${needsYou === 1 ? 'needs' : 'need'} you`] : []),
  ].join(' · ');
}
