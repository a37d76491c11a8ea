import type { DeduplicationScope, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Fields } from '../../engine/fields';
import { readRequestOptions, type RequestOptions } from '../../engine/options';
import { DEFAULT_BATCH_SIZE, defaults, MAX_BATCH_SIZE } from './options';

/** What holds for the whole execution: read once, at the first item. */
export interface UploadSettings {
	request: RequestOptions;
	batchSize: number;
	/** Which nodes' uploads are remembered, if any. */
	skipUploaded?: DeduplicationScope;
	/** Whether to send nothing. */
	checkOnly: boolean;
}

/** Reads what of the options holds for all of an upload. @throws Failure for one that cannot be used */
export function readSettings(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
): UploadSettings {
	const fields = Fields.ofItem(context, 0, properties);
	const options = fields.collection('options');
	const skipped = options.optionalChoice('skipUploaded');
	return {
		...(skipped === 'node' || skipped === 'workflow' ? { skipUploaded: skipped } : {}),
		request: readRequestOptions(fields, defaults),
		batchSize: options.optionalWhole('batchSize', { min: 1, max: MAX_BATCH_SIZE }) ?? DEFAULT_BATCH_SIZE,
		checkOnly: options.flag('checkOnly') ?? false,
	};
}
