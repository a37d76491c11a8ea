import { randomUUID } from 'node:crypto';

import axios from 'axios';

import type { CimMessage } from './cim';
import type { ExpertflowWorld } from './world';

const WEBHOOK_TIMEOUT_MS = 5_000;

/** A message of the system to the connector that sent `message`; nulls where real traffic has them. */
export function notice(message: CimMessage, body: object, { clock }: ExpertflowWorld): object {
	return {
		id: randomUUID(),
		header: {
			sender: { id: 'ccm', type: 'SYSTEM', senderName: 'CCM', additionalDetail: null },
			channelData: message.header.channelData,
			language: null,
			timestamp: clock.now().getTime(),
			securityInfo: null,
			stamps: null,
			intent: null,
			entities: null,
			originalMessageId: null,
			providerMessageId: null,
		},
		body,
	};
}

/**
 * Posts to the provider's webhook as CCM does: the address and `/cim-messages` put together as they are. Never rejects.
 * https://docs.expertflow.com/cx/4.9/register-channel-connector
 */
export async function callWebhook(
	message: object,
	{ settings, state, outbox }: Pick<ExpertflowWorld, 'settings' | 'state' | 'outbox'>,
): Promise<void> {
	if (outbox?.entered('provider').url) await outbox.send({ kind: 'notice', body: message });
	if (settings.providerWebhook === '') return;
	const url = `${settings.providerWebhook}/cim-messages`;
	const status = await axios
		.post(url, message, { proxy: false, timeout: WEBHOOK_TIMEOUT_MS, validateStatus: () => true })
		.then((answer) => answer.status)
		.catch(() => 0);
	state.webhookCalls.push({ url, message, status });
}
