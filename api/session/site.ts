import type { IncomingMessage } from 'node:http';

/** The address at which people open us, as a request shows it. */
export interface Site {
  readonly origin: string;
  /** Over https; else it is http, which never leaves this machine. */
  readonly isSecure: boolean;
}

/** What a request says of where it was sent, and from where. */
interface Received {
  readonly headers: Pick<IncomingMessage['headers'], 'host'>;
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const loopbackAddress = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i;

/** Whether an address keeps to this machine. */
export const isLoopback = ({ protocol, host }: URL): boolean => protocol === 'http:' && loopbackHost.test(host);

/**
 * What PUBLIC_URL says; where it says nothing, any name of this machine that a request was sent to. Null for another Host: its
 * name may have been pointed at us by anybody.
 */
export function siteOf({ headers: { host = '' } }: Received, publicUrl: URL | undefined): Site | null {
  if (publicUrl !== undefined) return { origin: publicUrl.origin, isSecure: publicUrl.protocol === 'https:' };
  if (!loopbackHost.test(host) || !URL.canParse(`http://${host}`)) return null;
  return { origin: new URL(`http://${host}`).origin, isSecure: false };
}

/** Whether a request comes from this machine, to a name of this machine. */
export const isLocal = ({ headers: { host = '' }, socket }: Received): boolean =>
  loopbackHost.test(host) && loopbackAddress.test(socket.remoteAddress ?? '');
