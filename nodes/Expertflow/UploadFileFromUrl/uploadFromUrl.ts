import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { readInstallation, uploadFileFromUrl } from '../api';
import { readUploadPath } from '../fields';
import { readSource, secretsOfSource, sourceOrder } from '../sourceOrder';
import { defaults } from './properties';

/** Lets the file engine fetch one item's file. @throws Failure when it was refused, or nobody can tell */
export async function uploadFromUrl(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const source = readSource(fields);
	const options = readRequestOptions(fields, defaults);
	const installation = await readInstallation(context, options, secretsOfSource(source));
	const upload = { path: readUploadPath(fields.collection('options')), order: sourceOrder(source) };
	const withAnswer = readRawAnswer(fields);
	const { value: stored, answer } = await uploadFileFromUrl(context, installation, upload, options);
	return {
		json: withAnswer(
			{ ...stored, mediaUrl: installation.mediaUrl(stored.name) },
			answer,
			installation.secrets,
		),
	};
}
