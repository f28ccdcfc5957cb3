import { useQuery } from '@tanstack/react-query';
import { seatPolicyQuery } from '../../api/grid-queries';
import { usePartnerId } from '../../session/signed-in';
import { Loaded } from '../../shared/loaded';
import { PolicyForm } from './policy-form';
import { SheetSkeleton } from './sheet-skeleton';

export function PolicySheet() {
  const policy = useQuery(seatPolicyQuery(usePartnerId()));
  return (
    <Loaded query={policy} skeleton={<SheetSkeleton />}>
      {(saved) => <PolicyForm saved={saved} />}
    </Loaded>
  );
}
