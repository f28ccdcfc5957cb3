import { Text, VisuallyHidden } from '@mantine/core';
import type { MouseEvent } from 'react';
import { memo } from 'react';
import { Link } from 'react-router';
import type { ListedOrganization } from '../../api/generated';
import { organizationAt } from '../../frame/pages';
import { useMay } from '../../session/signed-in';
import { number } from '../../shared/number';
import classes from './rows.module.css';
import { State, stateOf } from './state';

/** Where an organization is managed. */
export const addressOf = (organizationId: string): string => organizationAt(organizationId, true);

interface RowProps {
  /** Left out while it is being loaded. */
  readonly row: ListedOrganization | undefined;
  /** Its place, counted from 0. */
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** Whether the keyboard comes here. */
  readonly isActive: boolean;
  readonly onOpen: (organizationId: string) => void;
}

/** One organization. The whole row is a link to where it is opened. */
export const Row = memo(function Row({ row, index, top, height, isActive, onOpen }: RowProps) {
  return (
    <tr
      aria-rowindex={index + FIRST_ROW}
      aria-busy={row === undefined}
      tabIndex={isActive ? 0 : -1}
      data-organization={row?.organizationId}
      className={classes.row}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {row === undefined ? <Blank /> : <Cells row={row} onOpen={onOpen} />}
    </tr>
  );
});

/** The first row is the header. */
const FIRST_ROW = 2;

function Cells({ row, onOpen }: { readonly row: ListedOrganization; readonly onOpen: RowProps['onOpen'] }) {
  const { organizationId, name, customerName, softwareLicenceName } = row;
  const { deed, message, isUrgent } = stateOf(row);
  const mayAct = useMay('act');
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(organizationId);
  };
  return (
    <>
      <Text component="td" inherit className={classes.name} fw={600} lineClamp={2} title={name}>
        {name}
      </Text>
      <Text component="td" inherit className={classes.customer} lineClamp={2} title={customerName ?? undefined}>
        {customerName ?? <None />}
      </Text>
      <Text
        component="td"
        inherit
        className={classes.licence}
        c="dimmed"
        lineClamp={2}
        title={softwareLicenceName ?? undefined}
      >
        {softwareLicenceName ?? <None />}
      </Text>
      <Text component="td" inherit className={`${classes.seats} numbers`}>
        <Seats row={row} />
      </Text>
      <td className={classes.state} title={message}>
        <State row={row} />
        {isUrgent && (
          <Text size="xs" c="dimmed" truncate>
            {message}
          </Text>
        )}
      </td>
      <td className={classes.deed}>
        <Link to={organizationAt(organizationId, mayAct)} tabIndex={-1} className={classes.open} onClick={open}>
          {mayAct ? deed : 'Seats'}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Link>
      </td>
    </>
  );
}

const None = () => (
  <Text span c="dimmed">
    <span aria-hidden>–</span>
    <VisuallyHidden>none</VisuallyHidden>
  </Text>
);

/** What HaloPSA holds → what belongs there; before anything is known of HaloPSA, what is counted. */
function Seats({ row: { sync, report } }: { readonly row: ListedOrganization }) {
  const { before = null, after = null } = sync;
  if (before === null) return number(after ?? report.seats.used);
  if (after === null) return number(before);
  const differs = sync.status === 'drift';
  return (
    <>
      {number(before)}
      <span aria-hidden> {differs ? '≠' : '→'} </span>
      <VisuallyHidden>{differs ? ' in HaloPSA, ours is ' : ' to '}</VisuallyHidden>
      <b>{number(after)}</b>
    </>
  );
}

const Blank = () => (
  <td className={classes.blank}>
    <VisuallyHidden>Loading …</VisuallyHidden>
  </td>
);
