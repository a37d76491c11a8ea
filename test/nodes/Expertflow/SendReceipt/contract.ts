import type { ActionContract } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { headerFates, headerUnlisted, sends, withAttributes } from '../messages/sent';

const RECEIVED = '1b0a77de-2c7a-4f3e-8a2d-6a5c0e9d1f33';

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowSendReceipt',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [sends({ receipt: 'DELIVERED', receivedMessageId: RECEIVED })],
	ways: [
		{ parameters: { receipt: 'FAILED', receivedMessageId: RECEIVED, additionalFields: withAttributes } },
	],
	fates: { ...headerFates, receipt: SETTING, receivedMessageId: IDENTIFIER },
	unlisted: { ...headerUnlisted, receivedMessageId: 'Expertflow lists no messages to a connector' },
	subtitles: [
		[{}, 'delivered'],
		[{ receipt: 'TYPING_STARTED' }, 'typing started'],
	],
	tool: { model: ['reason'], flow: ['serviceIdentifier', 'channelCustomerIdentifier', 'receivedMessageId'] },
};
