import { useNavigate, useSearchParams } from 'react-router';
import type { OperationsRequest } from '../../api/activity-queries';

const views = ['all', 'waiting', 'toDecide', 'parked', 'held'] as const satisfies readonly OperationsRequest['view'][];
export type View = (typeof views)[number];

export function addressOf({ view, page }: OperationsRequest): string {
  const params = new URLSearchParams({ ...(view !== 'all' && { view }), ...(page > 1 && { page: `${page}` }) });
  return params.size === 0 ? '/activity' : `/activity?${params}`;
}

/** Which part of the list is shown stands in the address. */
export function useAddress() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const view = views.find((one) => one === params.get('view')) ?? 'all';
  return {
    view,
    page: Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1),
    go: (page: number) => navigate(addressOf({ view, page })),
  };
}
