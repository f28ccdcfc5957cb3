import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useCommand } from '../../api/command';
import type { Connection, ConnectionNow, SaveTicketMappingPayload } from '../../api/generated';
import { useShowConnection } from '../../connection/query';
import { usePartnerId } from '../../session/signed-in';
import { useStable } from '../../shared/stable';
import { useRefusal } from '../../shared/use-refusal';
import type { Choice, Draft, Notes } from './draft';
import { completed, fields, nothingChosen } from './draft';

export type Saved = ConnectionNow['ticketMapping']['ticketMapping'];

/** The form: what is chosen, and what became of saving it. What is saved shows through as long as nothing is changed. */
export function useMapping(saved: Saved) {
  const partnerId = usePartnerId();
  const show = useShowConnection();
  const form = useForm<Draft>({ initialValues: draftOf(saved) });
  const [notes, setNotes] = useState<Notes>({});
  const { refusal, refuse, forget } = useRefusal(form, fields);
  const save = useCommand<SaveTicketMappingPayload, Connection>({
    send: (api, values, params) => api.saveTicketMapping(partnerId, values, params),
    onDone: (answer, sent) => {
      // What was changed meanwhile is not saved.
      form.resetDirty({ ...sent });
      setNotes({});
      void show(answer);
    },
  });
  useOther(saved, (other) => {
    if (other !== null && form.isDirty()) return;
    const draft = { ...draftOf(other) };
    form.setInitialValues(draft);
    form.setValues(draft);
    setNotes({});
  });
  return {
    draft: form.values,
    errors: form.errors,
    notes,
    /** What is wrong and belongs to none of the fields. */
    error: refusal?.general == null ? null : save.error,
    isChanged: form.isDirty(),
    isBusy: save.isPending,
    isSaved: save.isSuccess && !form.isDirty(),
    choose: ({ draft, notes: told }: Choice) => {
      form.setValues({ ...draft });
      setNotes(told);
    },
    save: () => {
      const values = completed(form.values);
      if (values === null) return;
      forget();
      save.mutate(values, { onError: ({ message, fields: bad }) => refuse({ detail: message, fields: bad }) });
    },
  };
}

function draftOf(saved: Saved): Draft {
  if (saved === null) return nothingChosen;
  const { seatCount, ticketTypeId, slaId, priorityId } = saved;
  return { seatCount, ticketTypeId, slaId, priorityId };
}

/** Tells when another mapping is saved, or it was revoked, here or elsewhere. */
function useOther(saved: Saved, onOther: (saved: Saved) => void): void {
  const said = JSON.stringify(draftOf(saved));
  const last = useRef(said);
  const tell = useStable(onOther);
  useEffect(() => {
    if (last.current === said) return;
    last.current = said;
    tell(saved);
  }, [said, saved, tell]);
}
