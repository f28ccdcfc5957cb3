import { itWithstands } from './failing-activities';

jest.mock('../../../activities', () => jest.requireActual('./faulty-activities').faultyActivities());

describe('an Activity fails with a mistake of ours', () => {
  itWithstands(async () => {
    throw new TypeError('Cannot read properties of undefined.');
  });
});
