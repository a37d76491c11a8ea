import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import { keepForRetry } from '../../engine/executionPlace';
import type { Fields } from '../../engine/fields';
import { type OptionDefaults, readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { type Installation, openInstallation } from '../api';
import { messageIdFor } from './messageId';
import { receiveMessage } from './receiveMessage';

/** What a node says in its message. */
export interface Said {
	header: IDataObject;
	/** The body; the address of a stored file is known as soon as the installation is. */
	bodyOf: (installation: Pick<Installation, 'mediaUrl'>) => IDataObject;
	/** What the output tells beside the delivery. */
	told: IDataObject;
}

/**
 * Hands over one item's message, which needs no upload.
 *
 * @param read reads the item's fields; throws a `Failure` when one of them cannot be sent
 * @throws Failure when nothing was sent, it was refused or not delivered, or nobody can tell
 */
export async function postMessage(
	context: IExecuteFunctions,
	fields: Fields,
	defaults: OptionDefaults,
	read: () => Said,
): Promise<INodeExecutionData> {
	try {
		const { header, bodyOf, told } = read();
		const withAnswer = readRawAnswer(fields);
		const own = fields.collection('additionalFields').optionalId('messageId');
		const installation = await openInstallation(context, readRequestOptions(fields, defaults));
		// Where files are reached may change between two tries
		const content = bodyOf({ mediaUrl: (name) => name });
		const id = own ?? messageIdFor(context, fields.itemIndex, header, content);
		const message = { id, header, body: bodyOf(installation) };
		const { value: delivery, answer } = await receiveMessage(installation, message);
		return { json: withAnswer({ messageId: id, ...delivery, ...told }, answer) };
	} catch (caught) {
		// What a retry of the failed execution sends has the ID that it had, by which a double can be recognised
		keepForRetry(context);
		throw asFailure(caught);
	}
}
