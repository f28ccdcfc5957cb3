import { z } from 'zod';

/** An API application as the admin has set it up, and whether the agent that it logs in as is active. */
export type Application = z.infer<typeof Application>;
export const Application = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  tenant: z.string(),
  active: z.boolean(),
  agentActive: z.boolean(),
  scopes: z.array(z.string()),
  /** What asking for more than the application has comes to: `invalid_scope`, or a token with less. HaloPSA's way is not recorded. */
  missingScope: z.enum(['refused', 'leftOut']),
});
