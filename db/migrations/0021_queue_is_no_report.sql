-- What runs, and how quickly browsers hear of it, is no business of reports.
REVOKE ALL ON engine_functions, live_receipts FROM hi_read;
