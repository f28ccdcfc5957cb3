import { z } from 'zod';
import type { Order } from '../../domain/organization/list-schema';
import { Direction, Sort } from '../../domain/organization/list-schema';
import type { Place } from '../../domain/organization/order';
import { ApiError } from '../problem';

/** The last row of a page, and the order that it stands in. */
const Cursor = z.tuple([Sort, Direction, z.union([z.string(), z.number(), z.null()]), z.string(), z.string()]);

export const cursorOf = ({ sort, direction }: Order, { value, name, organizationId }: Place): string =>
  Buffer.from(JSON.stringify([sort, direction, value, name, organizationId])).toString('base64url');

/** @throws ApiError 400 where it is none of ours, or of another order */
export function placeIn(cursor: string, order: Order): Place {
  const [sort, direction, value, name, organizationId] = parse(cursor);
  if (sort === order.sort && direction === order.direction) return { value, name, organizationId };
  throw invalidCursor(
    `It goes on a list with sort=${sort} and direction=${direction}. Ask for that, or begin without a cursor.`,
  );
}

function parse(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalidCursor('Take it from `next` of the page before.');
  }
}

const invalidCursor = (problem: string): ApiError =>
  new ApiError(400, 'invalid', 'Check cursor.', { fields: { cursor: problem } });
