import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { readInstallation, uploadFileStream } from '../api';
import { readTaggedFile } from '../file';
import { defaults } from './properties';

/** Uploads one item's file. @throws Failure when it was refused, or nobody can tell */
export async function uploadFile(
	context: IExecuteFunctions,
	fields: Fields,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const installation = await readInstallation(context, options);
	const tagged = await readTaggedFile(context, itemIndex, fields);
	const withAnswer = readRawAnswer(fields);
	const { value: stored, answer } = await uploadFileStream(context, installation, tagged, options);
	const mediaUrl = installation.mediaUrl(stored.name);
	return {
		json: withAnswer(
			{ ...stored, mediaUrl, conversationId: tagged.conversationId },
			answer,
			installation.secrets,
		),
	};
}
