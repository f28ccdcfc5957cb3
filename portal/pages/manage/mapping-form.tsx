import { Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { Location } from 'react-router';
import { useCommand } from '../../api/command';
import type { MapOrganizationPayload, OrganizationMapping } from '../../api/generated';
import { licencesKey, mappingQuery, putMapping } from '../../api/organization-queries';
import type { RequestError } from '../../api/request-error';
import { useHindrance } from '../../connection/not-connected';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { useKeptFocus } from '../../shared/kept-focus';
import { Failed } from '../../shared/loaded';
import { Status } from '../../shared/status';
import { Unsaved } from '../../shared/unsaved';
import { When } from '../../shared/when';
import type { Choice, Selection } from './choice';
import { CustomerPicker, LicencePicker } from './choices';
import { useDraft } from './draft';
import { RemapConfirm } from './remap-confirm';
import { Unlink } from './unlink';

const organizationOf = ({ search }: Location) => new URLSearchParams(search).get('organization');

/** All of them have the same path. */
const isSameOrganization = (next: Location, now: Location): boolean =>
  next.pathname === now.pathname && organizationOf(next) === organizationOf(now);

/** The two fields, with what is saved in them until another choice is made. */
export function MappingForm({ view }: { readonly view: OrganizationMapping }) {
  const draft = useDraft(view);
  const [isAsking, { open, close }] = useDisclosure();
  const connect = useConnect(view);
  const hindrance = useHindrance();
  const keptFocus = useKeptFocus();
  const save = () => {
    const { customer, licence, revision } = draft;
    if (customer === null || licence === null) return;
    connect.mutate(
      { customerId: customer.id, softwareLicenceId: licence.id, revision },
      { onSuccess: draft.forget, onError: () => void connect.lookAgain(draft.goOnFrom), onSettled: close },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (view.mapping !== null && draft.isChanged) open();
    else save();
  };
  return (
    <form onSubmit={submit}>
      <Unsaved isChanged={draft.isChanged && !connect.isPending} isAt={isSameOrganization} />
      <Stack {...keptFocus}>
        <div role="status">
          <Status move={view.whoseMove}>{view.message}</Status>
        </div>
        {view.keptUntil !== null && (
          <Text size="sm" c="dimmed">
            Else it is given up <When at={view.keptUntil} />.
          </Text>
        )}
        <Fields view={view} draft={draft} error={connect.error} onChange={connect.reset} />
        <Group justify="space-between">
          <Unlink view={view} />
          <Connect
            missing={hindrance === null ? missingFor(view, draft) : 'Connect HaloPSA first.'}
            isPending={connect.isPending}
          />
        </Group>
      </Stack>
      <RemapConfirm
        view={view}
        selection={draft}
        isOpen={isAsking}
        isBusy={connect.isPending}
        onConfirm={save}
        onClose={close}
      />
    </form>
  );
}

interface FieldsProps {
  readonly view: OrganizationMapping;
  readonly draft: ReturnType<typeof useDraft>;
  readonly error: RequestError | null;
  readonly onChange: () => void;
}

function Fields({ view, draft, error, onChange }: FieldsProps) {
  const { customerId, softwareLicenceId } = error?.fields ?? {};
  const isOfField = customerId !== undefined || softwareLicenceId !== undefined;
  const changing = (choose: (choice: Choice | null) => void) => (choice: Choice | null) => {
    onChange();
    choose(choice);
  };
  return (
    <>
      <CustomerPicker
        organizationName={view.name}
        chosen={draft.customer}
        error={customerId}
        onChoose={changing(draft.chooseCustomer)}
      />
      <LicencePicker
        organizationId={view.organizationId}
        customerId={draft.customer?.id ?? null}
        chosen={draft.licence}
        note={draft.note}
        error={softwareLicenceId}
        onChoose={changing(draft.chooseLicence)}
      />
      {error !== null && !isOfField && <Failed error={error} />}
    </>
  );
}

function Connect({ missing, isPending }: { readonly missing: string | null; readonly isPending: boolean }) {
  return (
    <Group ml="auto">
      <Text size="sm" c="dimmed" role="status">
        {isPending ? 'Saving …' : missing}
      </Text>
      <Deed type="submit" disabled={missing !== null} isBusy={isPending}>
        Connect
      </Deed>
    </Group>
  );
}

/** What keeps Connect from being pressed. What is saved can be sent again where that is the partner's move: to be checked anew. */
function missingFor(
  { whoseMove }: OrganizationMapping,
  { customer, licence, isChanged }: Selection & { isChanged: boolean },
) {
  if (customer === null) return 'Choose a Customer.';
  if (licence === null) return 'Choose a Software License.';
  return isChanged || whoseMove === 'you' ? null : 'Nothing has changed.';
}

function useConnect({ organizationId }: OrganizationMapping) {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const query = mappingQuery(partnerId, organizationId);
  const command = useCommand<MapOrganizationPayload, OrganizationMapping>({
    send: (api, wanted, params) => api.mapOrganization(partnerId, organizationId, wanted, params),
    onDone: (answer) => putMapping(queries, partnerId, answer),
  });
  /** A no may be one because somebody else was quicker. */
  const lookAgain = async (goOnFrom: (revision: number) => void) => {
    void queries.invalidateQueries({ queryKey: licencesKey(partnerId) });
    await queries.invalidateQueries({ queryKey: query.queryKey });
    const now = queries.getQueryData(query.queryKey);
    if (now !== undefined) goOnFrom(now.revision);
  };
  return { ...command, lookAgain };
}
