import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Fields } from '../../engine/fields';
import type { RequestOptions } from '../../engine/options';
import { openReceiver, type Receiver } from '../receiver';
import { askedZone, typedZone } from '../timezone';
import { zoneAsked } from './hints';

/** Where an item of an upload goes to. @throws Failure when the credential or the user id of the options cannot be used */
export async function receiverOf(
	context: IExecuteFunctions,
	itemIndex: number,
	properties: readonly INodeProperties[],
	request: RequestOptions,
): Promise<Receiver> {
	const fields = Fields.ofItem(context, itemIndex, properties);
	return await openReceiver(context, fields, { ...request, itemIndex, waited: { ms: 0 } });
}

/** The zone of the account, as it was entered, or else as CallGear tells it. @throws Failure when it cannot be had */
export async function zoneOf(context: IExecuteFunctions, receiver: Receiver): Promise<string> {
	const typed = typedZone(receiver.options);
	if (typed !== undefined) return typed;
	if (receiver.userId === undefined) zoneAsked(context);
	return await askedZone(receiver, 'anything was uploaded');
}
