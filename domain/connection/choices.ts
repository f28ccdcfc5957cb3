import type { Choices, ChoicesRequest } from '../schema';

type Search = Extract<ChoicesRequest, { list: 'customers' }>;

/** Whether somebody typed something to look for. */
export const isSearch = (request: ChoicesRequest): request is Search =>
  request.list === 'customers' && request.search !== '';

/** Whether an outage shows this answer later. There is no end of searches, nor of ids and pages that hold nothing. */
export const isKept = (request: ChoicesRequest, { items, stale }: Choices): boolean =>
  !isSearch(request) && !stale && items.length > 0;

/** The list whose last answer an outage shows for `request`: a search looks through the first page of all customers. */
export const keptFor = (request: ChoicesRequest): ChoicesRequest =>
  isSearch(request) ? { list: 'customers', search: '', page: 1 } : request;

/** What an outage shows for `request`, of what its list last answered. */
export function staleChoices(request: ChoicesRequest, last: Choices): Choices {
  if (!isSearch(request)) return { ...last, stale: true };
  const search = request.search.toLowerCase();
  const items = last.items.filter(({ name }) => name.toLowerCase().includes(search));
  const note =
    'HaloPSA cannot be asked at the moment. These are the matches among the customers that were listed last.';
  return { ...last, items, nextPage: null, stale: true, note };
}
