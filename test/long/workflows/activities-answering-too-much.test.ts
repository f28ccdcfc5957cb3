import { itWithstands } from './failing-activities';

jest.mock('../../../activities', () => jest.requireActual('./faulty-activities').faultyActivities());

const LARGE = 'x'.repeat(3_000_000);

describe('an Activity answers with 3 MB', () => {
  itWithstands(async (call) => {
    const answer = await call();
    return typeof answer === 'object' ? { ...answer, more: LARGE } : LARGE;
  });
});
