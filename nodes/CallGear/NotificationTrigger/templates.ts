/**
 * Bodies to paste into CallGear. Its variables stand without quotes: CallGear puts texts in with their own. Those of calls were seen in use; those of
 * chats and offline messages only in a public receiver, so the list beside the field in CallGear is to be compared.
 */

const variables = (event: string, names: string[]) =>
	`{"event":"${event}",${names.map((name) => `"${name}":{{${name}}}`).join(',')}}`;

const ABOUT = ['notification_name', 'notification_mnemonic', 'notification_time', 'notification_timestamp'];

export const TEMPLATES = {
	call: variables('call', [
		...ABOUT,
		'call_session_id',
		'communication_id',
		'direction',
		'virtual_phone_number',
		'contact_phone_number',
		'contact_full_name',
		'employee_id',
		'employee_full_name',
		'talk_time_duration',
		'wait_time_duration',
		'tag_names',
		'file_link',
	]),
	chat: variables('chat', [
		...ABOUT,
		'communication_id',
		'chat_channel_name',
		'status',
		'visitor_id',
		'visitor_name',
		'visitor_phone_number',
		'employee_full_name',
		'messages',
	]),
	offline_message: variables('offline_message', [
		...ABOUT,
		'communication_id',
		'visitor_id',
		'visitor_name',
		'visitor_phone_number',
		'visitor_email',
		'text',
	]),
};
