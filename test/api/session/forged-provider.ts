import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { client } from './identity-provider';

export interface IdToken {
  readonly issuer?: string;
  readonly audience?: string;
  readonly nonce?: string;
  readonly expires?: string;
  /** Signed with a key that is not published. */
  readonly foreign?: boolean;
}

export interface ForgedProvider {
  /** What is wrong with the next ID token. */
  idToken: IdToken;
  /** Of the last one who was sent here. */
  nonce: string;
  /** What it waits for before it gives one. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** Listens where a provider is looked for. */
export async function listenAt({ port }: URL, listener: RequestListener) {
  const server = createServer(listener).listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
}

/** A provider that gives whatever ID token it is told to. */
export async function startForgedProvider(at: URL): Promise<ForgedProvider> {
  const issuer = at.origin;
  const [own, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwks = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const description = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  };
  const sign = ({ audience = client.clientId, expires = '5m', foreign = false, ...given }: IdToken) =>
    new SignJWT({ nonce: given.nonce ?? forged.nonce, partner: 'p1', partner_path: ['d1', 'p1'], role: 'owner' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setSubject('u9')
      .setIssuer(given.issuer ?? issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(foreign ? other.privateKey : own.privateKey);
  const answers: Readonly<Record<string, () => Promise<object>>> = {
    '/.well-known/openid-configuration': async () => description,
    '/jwks': async () => jwks,
    '/token': async () => {
      await forged.ready;
      return { access_token: 'x', token_type: 'Bearer', id_token: await sign(forged.idToken) };
    },
  };
  const close = await listenAt(at, async (request, response) => {
    const answer = await answers[request.url ?? '']?.();
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  const forged: ForgedProvider = { idToken: {}, nonce: '', ready: Promise.resolve(), close };
  return forged;
}
