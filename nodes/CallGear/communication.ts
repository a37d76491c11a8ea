import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Fields } from '../engine/fields';
import { locatorField } from './fields';

/** A chat, call, goal or message: it has a number beside its own, by which tags and comments know it. */

/** Of which kind it is. */
export function communicationTypeField(options: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Communication Type',
		name: 'communicationType',
		type: 'options',
		options,
		default: 'chat',
		required: true,
		description: 'What kind of communication it is',
	};
}

/** Which one it is, by CallGear's number. */
export function communicationField(more: Partial<INodeProperties> = {}): INodeProperties {
	return {
		...locatorField(
			{
				displayName: 'Communication',
				name: 'communicationId',
				description:
					"The chat, call, goal or message, by CallGear's number of its communication, which is not the number of the chat itself: communication_id of Get Chats, Get Offline Messages and the triggers",
				searchListMethod: 'searchCommunications',
				thing: 'a communication',
				exampleId: '9881000',
			},
			more,
		),
		default: { __rl: true, mode: 'id', value: '={{ $json.communication_id }}' },
	};
}

/** The fields of the members that name a communication. */
export const COMMUNICATION_PLACES = {
	communication_id: 'communicationId',
	communication_ext_id: 'communicationExtId',
	communication_type: 'communicationType',
};

/** What is done to one communication is done in order. */
export function readCommunication(fields: Fields): string | undefined {
	return fields.optionalId('communicationId') ?? fields.optionalId('communicationExtId');
}
