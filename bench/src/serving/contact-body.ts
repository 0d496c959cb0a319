/** What a browser sends when somebody has reached a client by phone. */
export const contactBody = (clientId: string): string =>
  JSON.stringify({
    ...{ clientId, channel: 'phone', direction: 'outbound', reached: true },
    ...{ contactAt: new Date().toISOString(), purpose: 'maintenance', outcome: 'done' },
  });
