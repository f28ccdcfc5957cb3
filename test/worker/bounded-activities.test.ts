import { ApplicationFailure } from '@temporalio/common';
import { fitting, shortened } from '../../activities';

it('lets no answer of an Activity through that a Workflow cannot hold', async () => {
  const small = { names: ['x'.repeat(900_000)] };
  expect(await fitting(small)).toBe(small);
  expect(await fitting(undefined)).toBeUndefined();
  await expect(fitting({ names: ['x'.repeat(1_000_000)] })).rejects.toMatchObject({
    type: 'Halo.tooLarge',
    nonRetryable: true,
    details: [{ outcome: 'refused', problem: { code: 'halo.tooLarge' } }],
  });
});

it('cuts the message of a failure, and leaves what a Workflow reads of it', () => {
  const details = [{ outcome: 'unavailable' }];
  const failure = ApplicationFailure.create({ message: 'x'.repeat(3_000_000), type: 'Broken', details });
  const cut = shortened(failure);
  expect(cut).toMatchObject({ type: 'Broken', details, message: expect.stringMatching(/^x{1999}…$/) });
  expect(String(Object(cut).stack).length).toBeLessThan(3_000);
  expect(shortened('no error')).toBe('no error');
});
