import type { ActionContract } from '../../../../testkit/contract';
import { headerFates, headerUnlisted, sends, withAttributes } from '../messages/sent';

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowEndChat',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [sends({})],
	ways: [{ parameters: { additionalFields: withAttributes } }],
	fates: headerFates,
	unlisted: headerUnlisted,
	subtitles: [
		[{}, ''],
		[{ channelCustomerIdentifier: '4915550001122' }, 'of 4915550001122'],
	],
	tool: { model: ['text'], flow: ['serviceIdentifier', 'channelCustomerIdentifier'] },
};
