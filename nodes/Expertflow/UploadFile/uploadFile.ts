import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { openInstallation } from '../api';
import { uploadFileStream } from '../files/fileEngine';
import { readTaggedFile } from '../files/taggedFile';
import { defaults } from './properties';

/** Uploads one item's file. @throws Failure when it was refused, or nobody can tell */
export async function uploadFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const installation = await openInstallation(context, readRequestOptions(fields, defaults));
	const tagged = await readTaggedFile(context, fields);
	const withAnswer = readRawAnswer(fields);
	const { value: stored, answer } = await uploadFileStream(installation, tagged);
	const mediaUrl = installation.mediaUrl(stored.name);
	const json = { ...stored, mediaUrl, conversationId: tagged.conversationId };
	return { json: withAnswer(json, answer) };
}
