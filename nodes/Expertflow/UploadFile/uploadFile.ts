import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readInstallation, uploadFileStream } from '../api';
import { readTaggedFile } from '../file';
import { defaults } from './properties';

/** Uploads one item's file. @throws Failure when it was refused, or nobody can tell */
export async function uploadFile(
	context: IExecuteFunctions,
	fields: Fields,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const installation = await readInstallation(context);
	const options = readRequestOptions(fields, defaults);
	const more = fields.collection('additionalFields');
	const tagged = await readTaggedFile(
		context,
		itemIndex,
		fields,
		more,
		fields.optionalText('conversationId'),
	);
	const stored = await uploadFileStream(context, installation, tagged, options);
	return {
		json: {
			...stored,
			mediaUrl: installation.mediaUrl(stored.name),
			conversationId: tagged.conversationId,
		},
	};
}
