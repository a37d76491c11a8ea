import type { Fields } from '../../engine/fields';

/** A webhook that is to be on. https://docs.haptik.ai/webhooks/re-enable-webhook */
export interface EnabledWebhook {
	enabled: true;
	business_id: number;
	device_platform: number;
}

/** The webhook of one item. @throws Failure when a field cannot be sent as it is */
export function webhookBody(fields: Fields, businessId: string): EnabledWebhook {
	return {
		enabled: true,
		business_id: Number(businessId),
		device_platform: Number(fields.choice('devicePlatform')),
	};
}
