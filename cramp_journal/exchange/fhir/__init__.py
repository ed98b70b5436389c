"""The journal as a FHIR R4 document: the bundle, its first page, the person, the nights."""
