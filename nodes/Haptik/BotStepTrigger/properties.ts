import type { INodeProperties } from 'n8n-workflow';

import { rawBodyField } from '../../engine/rawBody';
import { checkByFields } from '../incoming';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Enter the <b>Production URL</b> above as the API of an <b>Integration</b> step in the bot, and as its secret the <b>Webhook Secret</b> of the credential. What the <b>last node</b> of the flow gives is the answer: Haptik waits <b>30 seconds</b> for it.',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	...checkByFields,
	{
		displayName: 'Complete Chat on End Step',
		name: 'completesChat',
		type: 'boolean',
		default: false,
		description:
			'Whether an answer on an end step of the bot completes the chat, instead of leaving it with the bot. A field status of the last node decides for itself.',
	},
	{
		displayName: 'Fallback Text',
		name: 'fallback',
		type: 'string',
		default: '',
		placeholder: 'e.g. I cannot look that up right now',
		description:
			'What the user is told when the flow fails or has nothing to say. While it is empty, the bot says that it has not understood.',
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: 'Whether to add the whole request as Haptik sent it, as <code>raw</code>',
	},
	rawBodyField,
];
