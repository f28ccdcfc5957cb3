import { boundedFetch } from '../../api/bounded-fetch';
import { createSealer } from '../../vault';
import { testVault } from './running-api';

// Where it reached TLS, a cookie that was sealed at the same time aborted the process.
it('calls no host that no server can have, and leaves ciphers as they were', async () => {
  const sealer = createSealer({ keys: testVault('').keys, purpose: 'test' });
  const fetched = boundedFetch(`https://${'a.'.repeat(150)}example/token`, {}, 1_000);
  await expect(fetched).rejects.toThrow('No server can have such a host.');
  const sealed = await sealer.seal({ who: 'me' }, new Date(Date.now() + 60_000));
  await expect(sealer.open(sealed)).resolves.toMatchObject({ who: 'me' });
});
