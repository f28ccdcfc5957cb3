import { OnlyFor } from '../../frame/only-for';
import { OrganizationsPage } from './page';

/** The portal's own list, for those who may see seats. */
export const OrganizationsRoute = () => (
  <OnlyFor permission="readSeats">
    <OrganizationsPage />
  </OnlyFor>
);
