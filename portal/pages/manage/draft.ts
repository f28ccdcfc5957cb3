import { useState } from 'react';
import type { OrganizationMapping } from '../../api/generated';
import type { Choice, Selection } from './choice';
import { isSame, savedSelection } from './choice';

const CLEARED = 'It was cleared: licenses belong to one Customer.';

interface Draft extends Selection {
  /** What stood when the person began: what somebody else saves meanwhile is not overwritten unseen. */
  readonly revision: number;
  /** What has become of a field by itself, and why. */
  readonly note: string | null;
}

/** What is picked and not saved yet. As long as it is nothing, the fields show what is saved. */
export function useDraft(view: OrganizationMapping) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const saved = savedSelection(view);
  const shown: Draft = draft ?? { ...saved, revision: view.revision, note: null };
  return {
    ...shown,
    isChanged: !isSame(shown, saved),
    chooseCustomer: (customer: Choice | null) => {
      const isOther = customer?.id !== shown.customer?.id;
      const licence = isOther ? null : shown.licence;
      setDraft({ ...shown, customer, licence, note: isOther && shown.licence !== null ? CLEARED : null });
    },
    chooseLicence: (licence: Choice | null) => setDraft({ ...shown, licence, note: null }),
    /** Goes on from what somebody else has saved meanwhile, which is shown now. */
    goOnFrom: (revision: number) => setDraft((now) => now && { ...now, revision }),
    forget: () => setDraft(null),
  };
}
