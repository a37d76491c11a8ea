import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { allOf, equal, furtherFilter, oneOf } from '../conditions';
import { readPeriod } from '../period';
import { openReceiver } from '../receiver';
import { type Report, reportItems, THREE_MONTHS } from '../reports';
import { email, ids, phone, pickedId } from '../values';
import { defaults } from './properties';

/** Its time is no column that CallGear sorts by. */
const report: Report = {
	method: 'get.offline_messages_report',
	longest: THREE_MONTHS,
	always: ['id', 'date_time'],
	key: ({ id }) => String(id),
	names: { id: 'offline_message_id' },
};

/** @throws Failure when a filter cannot be read */
function readFilter(filters: Fields): IDataObject | undefined {
	const number = phone(filters, 'phone');
	return allOf([
		...oneOf('id', ids(filters, 'offlineMessageIds')),
		...oneOf('status', filters.choices('statuses')),
		...oneOf('form_type', filters.choices('formTypes')),
		...oneOf('form_name', filters.ids('formNames')),
		...oneOf('ext_id', filters.ids('ownMessageIds')),
		...equal('site_id', pickedId(filters, 'siteId')),
		...equal('campaign_id', pickedId(filters, 'campaignId')),
		...equal('employee_id', pickedId(filters, 'employeeId')),
		...equal('visitor_phone_number', number === undefined ? undefined : Number(number)),
		...equal('visitor_email', email(filters, 'email')),
		...furtherFilter(filters),
	]);
}

/**
 * Gets the offline messages of a period. https://callgear.github.io/data_api/report/get_offline_messages_report/
 *
 * @throws Failure when a field cannot be used (then nothing was asked), or CallGear does not give them all
 */
export async function getOfflineMessages(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData[]> {
	const request = readRequestOptions(fields, defaults);
	const period = readPeriod(fields, context.getTimezone());
	const technical = fields.collection('options').flag('includeTechnical') ?? false;
	const query = {
		params: technical ? { include_tech_offline_messages: true } : {},
		filter: readFilter(fields.collection('filters')),
		newestFirst: true,
	};
	const receiver = await openReceiver(context, fields, request);
	return await reportItems(context, receiver, report, query, period);
}
