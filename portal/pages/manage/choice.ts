import type { OrganizationMapping } from '../../api/generated';

/** What somebody has picked from a list of HaloPSA. The name is null where no list has told it yet. */
export interface Choice {
  readonly id: number;
  readonly name: string | null;
}

export interface Selection {
  readonly customer: Choice | null;
  readonly licence: Choice | null;
}

/** What is saved: what is to be checked, before what is in force. */
export function savedSelection(view: OrganizationMapping): Selection {
  const saved = view.wanted ?? view.target;
  if (saved === null) return { customer: null, licence: null };
  const { target } = view;
  const { customerId, softwareLicenceId } = saved;
  return {
    customer: { id: customerId, name: target?.customerId === customerId ? view.customerName : null },
    licence: {
      id: softwareLicenceId,
      name: target?.softwareLicenceId === softwareLicenceId ? view.softwareLicenceName : null,
    },
  };
}

export const isSame = (a: Selection, b: Selection): boolean =>
  a.customer?.id === b.customer?.id && a.licence?.id === b.licence?.id;
