import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { OrganizationsRequest } from '../../api/grid-queries';
import classes from './rows.module.css';

type Order = Pick<OrganizationsRequest, 'sort' | 'direction'>;

interface Column {
  readonly name: string;
  readonly className: string | undefined;
  readonly sort?: Order['sort'];
  /** What it is sorted by, where that is not its name. */
  readonly by?: string;
  /** How it is sorted by the first click. */
  readonly first?: Order['direction'];
}

const columns: readonly Column[] = [
  { name: 'Organization', className: classes.name, sort: 'name' },
  { name: 'Customer', className: classes.customer, sort: 'customer' },
  { name: 'Software License', className: classes.licence },
  { name: 'Seats', className: classes.seats, sort: 'seats', first: 'desc' },
  { name: 'State', className: classes.state, sort: 'changed', first: 'desc', by: ', by last change' },
];

/** With that of the links. */
export const COLUMNS = columns.length + 1;

interface HeaderProps extends Order {
  readonly onSort: (order: Order) => void;
}

export function Header({ sort, direction, onSort }: HeaderProps) {
  return (
    <thead>
      <tr aria-rowindex={1} className={classes.header}>
        {columns.map((column) => (
          <HeaderCell key={column.name} column={column} order={{ sort, direction }} onSort={onSort} />
        ))}
        <th scope="col" className={classes.deed}>
          <VisuallyHidden>Manage</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

const opposite = { asc: 'desc', desc: 'asc' } as const;
const inWords = { asc: 'ascending', desc: 'descending' } as const;

interface HeaderCellProps {
  readonly column: Column;
  readonly order: Order;
  readonly onSort: (order: Order) => void;
}

function HeaderCell({ column, order, onSort }: HeaderCellProps) {
  const { name, className, sort, first = 'asc', by } = column;
  if (sort === undefined) {
    return (
      <th scope="col" className={`${className} ${classes.unsorted}`}>
        {name}
      </th>
    );
  }
  const isSorted = order.sort === sort;
  const Icon = !isSorted ? IconSelector : order.direction === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" aria-sort={isSorted ? inWords[order.direction] : 'none'} className={className}>
      <UnstyledButton
        className={classes.sort}
        onClick={() => onSort({ sort, direction: isSorted ? opposite[order.direction] : first })}
      >
        {name}
        {by !== undefined && <VisuallyHidden>{by}</VisuallyHidden>}
        <Icon size={14} aria-hidden />
      </UnstyledButton>
    </th>
  );
}
