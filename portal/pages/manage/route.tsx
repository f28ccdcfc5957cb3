import { lazy } from 'react';
import { useSearchParams } from 'react-router';
import { OnlyFor } from '../../frame/only-for';

const GridPage = lazy(async () => ({ default: (await import('../grid/page')).GridPage }));
const ManagePage = lazy(async () => ({ default: (await import('./page')).ManagePage }));

/** Manage Connection: of one organization, or of all of them. */
export function ManageRoute() {
  const [params] = useSearchParams();
  const organizationId = params.get('organization');
  if (organizationId === null) {
    return (
      <OnlyFor permission="readSeats">
        <GridPage />
      </OnlyFor>
    );
  }
  return (
    <OnlyFor permission="act">
      <ManagePage key={organizationId} organizationId={organizationId} />
    </OnlyFor>
  );
}
