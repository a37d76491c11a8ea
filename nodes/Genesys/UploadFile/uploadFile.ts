import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import type { Hints } from '../answers';
import { operate } from '../operation';
import { uploadBody } from './body';
import { defaults } from './properties';

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	2: {
		message: 'Genesys cannot deliver this document in the chat now',
		remedy:
			'The document must be linked to this very chat first: put Genesys Attach File before this node. The chat must also still be open.',
	},
	6: {
		message: 'Genesys does not know the chat or the document',
		remedy:
			'Check Chat and Document; upper and lower case matter. The agent of the credential must have the chat. If no chat at all is found, the chat feature (api-multimedia) may be switched off.',
	},
};

/**
 * Delivers a linked document to the customer, and gives the IDs with Genesys' code.
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function uploadFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const shows = ({ documentId }: ReturnType<typeof uploadBody>) => ({ documentId });
	return await operate(context, fields, { defaults, body: uploadBody, hints, shows });
}
