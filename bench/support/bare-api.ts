import express from 'express';
import { createTemporalClient } from '../../process/temporal-client';
import { connectionWorkflowId, gateWorkflowId, getConnectionQuery, getGateQuery } from '../../workflows/messages';

/** The least that reading a connection over HTTP can cost: the same two Queries in an Express route, and nothing else. */
function main(): void {
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const client = createTemporalClient({ connectionOptions: { address } });
  const app = express();
  app.get('/:partnerId', async (request, response) => {
    const { partnerId } = request.params;
    const [connection, gate] = await Promise.all([
      client.workflow.getHandle(connectionWorkflowId(partnerId)).query(getConnectionQuery),
      client.workflow.getHandle(gateWorkflowId(partnerId)).query(getGateQuery),
    ]);
    response.json({ ...connection.view, gate });
  });
  const server = app.listen(0, '127.0.0.1', () => {
    const bound = server.address();
    console.log(`listens ${typeof bound === 'object' && bound ? bound.port : 0}`);
  });
  process.once('SIGTERM', () => {
    server.close();
    server.closeAllConnections();
    void client.connection.close();
  });
}

if (require.main === module) main();
