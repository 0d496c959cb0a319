import type { Sms, SmsGateway } from './sms-gateway.js';

export type OpenedGateway = {
  readonly gateway: SmsGateway;
  /** Lets so many seconds pass, where the gateway can be told to. */
  readonly pass: (seconds: number) => Promise<void>;
  /** Texts that really left, by key. */
  readonly left: () => Promise<readonly string[]>;
  /** Makes the next texts be taken without an answer. */
  readonly dropAnswers: () => Promise<void>;
};

/** What every SmsGateway promises. An adapter is finished when this passes. */
export const smsGatewayContract = (adapter: string, open: () => Promise<OpenedGateway>): void =>
  describe(`${adapter} as an SmsGateway`, () => {
    const sms = (key: string): Sms => ({
      ...{ key, subject: 'client-1', phone: '13800000001', text: '【示范银行】您好' },
      at: '2026-06-15T02:00:00.000Z',
    });

    it('sends one key once, however often it is asked', async () => {
      const { gateway, left } = await open();
      expect(await gateway.send(sms('m-1'))).toEqual({ accepted: true });
      expect(await gateway.send(sms('m-1'))).toEqual({ accepted: true });
      expect(await left()).toEqual(['m-1']);
    });
    it('knows the receipt of what it took, and of nothing else', async () => {
      const { gateway, pass } = await open();
      await gateway.send(sms('m-2'));
      await pass(3_600);
      expect(await gateway.receipt('m-2')).toMatchObject({ key: 'm-2', outcome: 'delivered' });
      expect(await gateway.receipt('m-3')).toBe('never-received');
    });
    it('says that a receipt is still to come', async () => {
      const { gateway } = await open();
      await gateway.send(sms('m-4'));
      expect(await gateway.receipt('m-4')).toBe('pending');
    });
    it('has the receipt of a text whose answer was lost', async () => {
      const { gateway, pass, left, dropAnswers } = await open();
      await dropAnswers();
      await expect(gateway.send(sms('m-5'))).rejects.toThrow();
      await pass(3_600);
      expect(await gateway.receipt('m-5')).toMatchObject({ key: 'm-5', outcome: 'delivered' });
      expect(await left()).toEqual(['m-5']);
    });
  });
