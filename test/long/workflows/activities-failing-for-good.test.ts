import { ApplicationFailure } from '@temporalio/common';
import { itWithstands } from './failing-activities';

jest.mock('../../../activities', () => jest.requireActual('./faulty-activities').faultyActivities());

describe('an Activity is done, but fails for good', () => {
  itWithstands(async (call) => {
    await call();
    throw ApplicationFailure.nonRetryable('A part of it is broken.', 'Broken');
  });
});
