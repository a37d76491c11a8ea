import type { IExecuteFunctions } from 'n8n-workflow';
import { IANAZone } from 'luxon';

import { invalidField } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readRequestOptions, type RequestOptions } from '../../engine/options';
import { DEFAULT_BATCH_SIZE, defaults, MAX_BATCH_SIZE } from './options';
import { properties } from './properties';

/** What holds for the whole execution: read once, at the first item. */
export interface UploadSettings {
	request: RequestOptions;
	batchSize: number;
	/** The account's zone, unless CallGear is to be asked. */
	accountZone?: string;
	/** Whether dates that name no zone are in the account's one. */
	inputInAccountZone: boolean;
	equalStart: 'shift' | 'refuse';
	makeExtId: boolean;
	/** Whether to send nothing. */
	checkOnly: boolean;
}

/** Reads the node's options. @throws Failure for one that cannot be used */
export function readSettings(context: IExecuteFunctions): UploadSettings {
	const fields = Fields.ofItem(context, 0, properties);
	const options = fields.collection('options');
	const accountZone = options.optionalId('accountTimezone');
	if (accountZone && !IANAZone.isValidZone(accountZone)) {
		throw invalidField(
			options.label('accountTimezone'),
			`holds "${accountZone.slice(0, 60)}"`,
			'Use an IANA name such as Asia/Dubai, as CallGear shows it in the account settings.',
		);
	}
	return given({
		accountZone,
		request: readRequestOptions(fields, defaults),
		batchSize: options.optionalWhole('batchSize', { min: 1, max: MAX_BATCH_SIZE }) ?? DEFAULT_BATCH_SIZE,
		inputInAccountZone: options.optionalChoice('inputTimezone') === 'account',
		equalStart: options.optionalChoice('equalStart') === 'refuse' ? ('refuse' as const) : ('shift' as const),
		checkOnly: options.flag('checkOnly') ?? false,
		makeExtId: options.optionalChoice('missingExtId') !== 'omit',
	});
}
