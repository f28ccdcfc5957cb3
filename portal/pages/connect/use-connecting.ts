import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommand } from '../../api/command';
import type { Connection, ConnectionNow, ConnectPayload } from '../../api/generated';
import { useShowConnection } from '../../connection/query';
import { usePartnerId } from '../../session/signed-in';
import { useStable } from '../../shared/stable';
import type { Problem } from '../../shared/use-refusal';
import { useRefusal } from '../../shared/use-refusal';

const names = { siteUrl: 'the Site URL', clientId: 'the Client ID', clientSecret: 'the Client Secret' } as const;
const fields = ['siteUrl', 'clientId', 'clientSecret'] as const;

/** The connect form: what is typed, sent and refused. When HaloPSA is connected, it goes on to the next page. */
export function useConnecting(connection: ConnectionNow) {
  const partnerId = usePartnerId();
  const show = useShowConnection();
  const [isRenewal] = useState(connection.connectedBy !== null);
  const [isDone, setDone] = useState(false);
  const form = useForm<ConnectPayload>({
    initialValues: { siteUrl: (isRenewal ? connection.siteUrl : null) ?? '', clientId: '', clientSecret: '' },
  });
  const { refusal, refuse: tell, forget } = useRefusal(form, fields);
  /** The secret is typed anew, the rest stays. */
  const refuse = (problem: Problem) => {
    form.setFieldValue('clientSecret', '');
    tell(problem);
  };
  const connect = useCommand<ConnectPayload, Connection>({
    send: (api, values, params) => api.connect(partnerId, values, params),
    onDone: (answer) => {
      if (answer.status === 'connected') setDone(true);
      else form.setFieldValue('clientSecret', '');
      void show(answer);
    },
  });
  useVerification(connection, (problem) => {
    // What this form has sent, and was told of already, is not told again; what is being typed stays.
    if (!connect.isSuccess && form.isDirty()) return;
    if (problem === null) setDone(true);
    else refuse(problem);
  });
  useNextPage(isDone, isRenewal);

  const send = (values: ConnectPayload) => {
    forget();
    connect.mutate(values, { onError: ({ message, fields: bad }) => refuse({ detail: message, fields: bad }) });
  };
  const sent = connect.variables;
  const { siteUrl, clientId, clientSecret } = form.values;
  const isAsSent = sent?.siteUrl === siteUrl && sent.clientId === clientId && clientSecret === '';
  // Another Site URL can be typed only at first: after that, what is wrong with it is set right in HaloPSA.
  const isSiteUrlToType = !isRenewal && form.errors.siteUrl !== undefined;
  const canTryAgain = isAsSent && form.errors.clientSecret === undefined && !isSiteUrlToType;
  return {
    form,
    send,
    refusal,
    missing: missingIn(form.values),
    isBusy: connect.isPending,
    isChanged: form.isDirty() && !isDone && !(isAsSent && connect.isSuccess),
    /** The same as before, for when HaloPSA is back or set right; null where something was typed since. */
    tryAgain: canTryAgain ? () => send(sent) : null,
  };
}

function missingIn(values: ConnectPayload): string | null {
  const missing = fields.filter((field) => values[field].trim() === '').map((field) => names[field]);
  return missing.length === 0 ? null : `Fill in ${new Intl.ListFormat('en').format(missing)}.`;
}

/** Tells how a check ended that took longer than its request waited, or that was under way when the page was opened. */
function useVerification({ status, problem }: ConnectionNow, onEnd: (problem: Problem | null) => void): void {
  const last = useRef(status);
  const end = useStable(onEnd);
  useEffect(() => {
    const wasVerifying = last.current === 'verifying';
    last.current = status;
    if (!wasVerifying || status === 'verifying' || status === 'revoking') return;
    if (status === 'connected' || problem !== null) end(problem);
  }, [status, problem, end]);
}

/** A first connect goes on to the ticket mapping; another secret, to where one came from. */
function useNextPage(isDone: boolean, isRenewal: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    // It is there when it is needed.
    void import('../ticket-mapping/page');
  }, []);
  useEffect(() => {
    if (isDone)
      void navigate(isRenewal ? '/integration/halopsa?connected' : '/integration/halopsa/ticket-mapping?connected');
  }, [isDone, isRenewal, navigate]);
}
