"""Who gets what at which address: the promise that tests/access/test_every_address.py holds the site to.

A row is: method, name of the address, what stands in it (a name of the `stage` fixture, or -), and the answer for each
of ROLES in order. 200 works · 302 to sign in, or on to the right place · 403 may see but not do · 404 may not know ·
405 not by this method.
"""

ROLES = (
    "anonymous",
    "learner",
    "other_learner",
    "applicant",
    "researcher",
    "instructor",
    "other_instructor",
    "reviewer",
    "officer",
    "registrar",
    "approver",
    "other_editor",
    "admin",
)

TABLE = """
GET  healthz                                   -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  robots                                    -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  sitemap                                   -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  cms_sign_in                               -                 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  page_sign_in                              -                 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  account_login                             -                 200 302 302 302 302 302 302 302 302 302 302 302 302
GET  account_logout                            -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_inactive                          -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_signup                            -                 200 302 302 302 302 302 302 302 302 302 302 302 302
GET  account_reauthenticate                    -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_email                             -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_email_verification_sent           -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_change_password                   -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_set_password                      -                 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  account_reset_password                    -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_confirm_login_code                -                 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  account_confirm_email                     unknown-key       200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_from_key_done      -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_from_key           1,set-password    200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_done               -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  accounts:after_login                      -                 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  accounts:profile                          -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  accounts:name_preview                     -                 302 405 405 405 405 405 405 405 405 405 405 405 405
GET  accounts:organisations                    -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  accounts:consents                         -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  accounts:download                         -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  home:search                               -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  home:suggest                              -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  home:news_feed                            -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  home:miss                                 -                 405 405 405 405 405 405 405 405 405 405 405 405 405
POST home:miss                                 -                 204 204 204 204 204 204 204 204 204 204 204 204 204
GET  api_search                                -                 400 400 400 400 400 400 400 400 400 400 400 400 400
GET  home:failed_jobs                          -                 302 404 404 404 404 404 404 404 200 200 404 404 200
POST home:failed_jobs                          -                 302 404 404 404 404 404 404 404 302 302 404 404 302
GET  home:styleguide                           -                 404 404 404 404 404 404 404 404 404 404 404 404 200
GET  did_document                              -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  badge_issuer                              -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  badge_achievement                         achievement       200 200 200 200 200 200 200 200 200 200 200 200 200
GET  badge_credential                          verification     200 200 200 200 200 200 200 200 200 200 200 200 200
GET  badge_status                              1                200 200 200 200 200 200 200 200 200 200 200 200 200
GET  api_certificate                           verification     200 200 200 200 200 200 200 200 200 200 200 200 200
GET  api_certificate_schema                    -                200 200 200 200 200 200 200 200 200 200 200 200 200
GET  oai                                       -                 200 200 200 200 200 200 200 200 200 200 200 200 200
POST oai                                       -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:map                              -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:timeline                         -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:print                            case-lgcbi-01     200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:feed                             -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:cite             cases,case-lgcbi-01,bib           200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:people                           -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:person                           author            200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:network                          -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  certificates:registrar                    -                 302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:prepare                      running           302 404 404 404 404 404 404 404 404 405 405 404 405
GET  certificates:batch                        batch             302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:batch_progress               batch             302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:approve                      batch             302 404 404 404 404 404 404 404 404 405 405 404 405
GET  certificates:refuse                       batch             302 404 404 404 404 404 404 404 404 405 405 404 405
GET  certificates:retry                        batch             302 404 404 404 404 404 404 404 404 405 405 404 405
GET  certificates:documents                    batch             302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:certificate                  certificate       302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:revoke                       certificate       302 404 404 404 404 404 404 404 404 405 405 404 405
GET  certificates:pdf                          certificate       302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:pause                            batch             302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:pause                            batch             302 404 404 404 404 404 404 404 404 302 302 404 302
GET  certificates:resume                           batch             302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:resume                           batch             302 404 404 404 404 404 404 404 404 302 302 404 302
GET  certificates:print_batch                      batch             302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:print_batch                      batch             302 404 404 404 404 404 404 404 404 302 302 404 302
GET  certificates:print                            print             302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:print_file                       print             302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:ledger                           -                 302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:ledger_sheet                     -                 302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:print_ledger                     -                 302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:print_ledger                     -                 302 404 404 404 404 404 404 404 404 302 302 404 302
GET  certificates:replace                          certificate,lost  302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:replace                          certificate,lost  302 404 404 404 404 404 404 404 404 200 403 404 200
GET  certificates:mine                         -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  certificates:my_pdf                       certificate       302 200 404 404 404 404 404 404 404 404 404 404 404
GET  certificates:names                        -                 302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:accept_name                  name_request      302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:accept_name                  name_request      302 404 404 404 404 404 404 404 404 302 403 404 302
GET  certificates:refuse_name                  name_request      302 404 404 404 404 404 404 404 404 405 405 404 405
POST certificates:refuse_name                  name_request      302 404 404 404 404 404 404 404 404 200 403 404 200
GET  certificates:name                         running           302 200 200 404 404 404 404 404 404 404 404 404 404
POST certificates:name                         running           302 302 302 404 404 404 404 404 404 404 404 404 404
GET  certificates:specimen                     running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  certificates:request_name                 running           302 302 200 404 404 404 404 404 404 404 404 404 404
GET  certificates:withdraw_name                running           302 405 405 405 405 405 405 405 405 405 405 405 405
POST certificates:withdraw_name                running           302 302 302 404 404 404 404 404 404 404 404 404 404
GET  certificates:forget                       certificate       302 404 404 404 404 404 404 404 404 200 403 404 200
POST certificates:forget                       certificate       302 404 404 404 404 404 404 404 404 200 403 404 200
GET  certificates:transcript                   enrolment         302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:hours                        enrolment         302 404 404 404 404 404 404 404 404 200 200 404 200
GET  certificates:my_picture                   certificate       302 200 404 404 404 404 404 404 404 404 404 404 404
GET  certificates:my_transcript                running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  certificates:my_hours                     running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  certificates:verify_form                  -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  certificates:verify                       verification      200 200 200 200 200 200 200 200 200 200 200 200 200
GET  certificates:verify_file                  -                302 302 302 302 302 302 302 302 302 302 302 302 302
POST certificates:verify_file                  -                200 200 200 200 200 200 200 200 200 200 200 200 200
GET  cohorts:learn                             -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  cohorts:submission_file                   work              302 200 404 404 404 200 404 404 200 404 404 404 200
GET  cohorts:cohort                            running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  cohorts:outline                           running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  cohorts:progress                          running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  cohorts:evaluation                        running           302 200 200 404 404 404 404 404 404 404 404 404 404
GET  cohorts:activity                          running,activity  302 200 200 404 404 404 404 404 404 404 404 404 404
GET  cohorts:apply                             -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  cohorts:application_file                  document          302 404 404 200 404 404 404 200 200 404 404 404 200
GET  cohorts:application                       open              302 200 200 200 200 200 200 200 200 200 200 200 200
GET  cohorts:enrol                             self_paced        302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:withdraw                          open              302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:manage                            -                 302 404 404 404 404 404 404 200 200 404 404 404 200
GET  cohorts:review                            application       302 404 404 404 404 404 404 200 200 404 404 404 200
GET  cohorts:rollcall                          session           302 404 404 404 404 404 404 404 200 404 404 404 200
GET  cohorts:edit_session                      session           302 404 404 404 404 404 404 404 200 404 404 404 200
GET  cohorts:drop_session                      session           302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:manage_cohort                     running           302 404 404 404 404 404 404 404 200 404 404 404 200
GET  cohorts:start_cohort                      running           302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:finish_cohort                     running           302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:add_session                       running           302 404 404 404 404 404 404 404 200 404 404 404 200
GET  cohorts:selection                         open              302 404 404 404 404 404 404 200 200 404 404 404 200
POST certificates:prepare                      running           302 404 404 404 404 404 404 404 404 302 403 404 302
POST certificates:approve                      batch             302 404 404 404 404 404 404 404 404 403 302 404 302
POST certificates:refuse                       batch             302 404 404 404 404 404 404 404 404 403 200 404 200
POST certificates:retry                        batch             302 404 404 404 404 404 404 404 404 302 302 404 302
POST certificates:revoke                       certificate       302 404 404 404 404 404 404 404 404 200 403 404 200
POST cohorts:enrol                             self_paced        302 302 302 302 302 302 302 302 302 302 302 302 302
POST cohorts:withdraw                          open              302 404 404 302 404 404 404 404 404 404 404 404 404
POST cohorts:drop_session                      session           302 404 404 404 404 404 404 404 302 404 404 404 302
POST cohorts:start_cohort                      running           302 404 404 404 404 404 404 404 302 404 404 404 302
POST cohorts:finish_cohort                     running           302 404 404 404 404 404 404 404 302 404 404 404 302
GET  cohorts:board                             running,class     302 200 200 404 404 302 404 404 302 404 404 404 302
GET  cohorts:case_task                         running,class     302 200 200 404 404 404 404 404 404 404 404 404 404
GET  cohorts:session                           running,session   302 200 200 404 404 200 404 404 200 404 404 404 200
GET  cohorts:my_cases                          -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  cohorts:attach_case                       case              302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:hide_post                         post              302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:teach_cases                       running           302 404 404 404 404 200 404 404 200 404 404 404 200
GET  cohorts:teach_case                        running,class     302 404 404 404 404 200 404 404 200 404 404 404 200
GET  cohorts:edit_class                        running,class     302 404 404 404 404 200 404 404 200 404 404 404 200
GET  cohorts:remove_class                      running,class     302 405 405 405 405 405 405 405 405 405 405 405 405
GET  cohorts:close_class                       running,class     302 405 405 405 405 405 405 405 405 405 405 405 405
POST cohorts:attach_case                       case              302 404 404 404 404 302 302 404 302 404 404 404 302
POST cohorts:hide_post                         post              302 404 404 404 404 422 404 404 422 404 404 404 422
POST cohorts:remove_class                      running,class     302 404 404 404 404 302 404 404 302 404 404 404 302
POST cohorts:close_class                       running,class     302 404 404 404 404 302 404 404 302 404 404 404 302
GET  cohorts:teach                             -                 302 404 404 404 404 200 200 404 200 404 404 404 200
GET  cohorts:submission                        submission        302 404 404 404 404 200 404 404 200 404 404 404 200
GET  cohorts:teach_cohort                      running           302 404 404 404 404 200 404 404 200 404 404 404 200
GET  casebank:areas                            -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:area_map                         -                 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:area                             area              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:adopt                            -                 302 404 404 404 404 404 404 404 404 404 404 404 404
GET  casebank:adoption                         adoption          302 200 403 403 403 403 403 403 200 403 403 403 200
GET  casebank:edit_adoption                    adoption          302 200 403 403 403 403 403 403 403 403 403 403 403
GET  cohorts:offer                             offer             302 200 404 404 404 404 404 404 404 404 404 404 404
GET  cohorts:offer_work                        running,activity  302 404 404 404 404 404 404 404 404 404 404 404 404
GET  cohorts:follow_up                         running           302 200 404 404 404 404 404 404 404 404 404 404 404
GET  cohorts:class_hours                       running           302 404 404 404 404 404 404 404 200 404 404 404 200
POST cohorts:class_hours                       running           302 404 404 404 404 404 404 404 422 404 404 404 422
GET  cohorts:follow_up_results                 running           302 404 404 404 404 404 404 404 200 404 404 404 200
GET  cohorts:follow_up_export                  running           302 404 404 404 404 404 404 404 200 404 404 404 200
GET  casebank:propose                          -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:proposals                        -                 302 200 200 200 200 200 200 200 200 200 200 200 200
GET  casebank:proposal                         proposal          302 200 404 404 404 404 404 404 404 404 404 404 404
POST casebank:propose                          -                 302 422 422 422 422 422 422 422 422 422 422 422 422
POST casebank:proposal                         proposal          302 422 404 404 404 404 404 404 404 404 404 404 404
POST casebank:adoption                         adoption          302 403 403 403 403 403 403 403 403 403 403 403 403
POST casebank:edit_adoption                    adoption          302 422 403 403 403 403 403 403 403 403 403 403 403
POST cohorts:offer                             offer             302 403 404 404 404 404 404 404 404 404 404 404 404
POST cohorts:follow_up                         running           302 403 404 404 404 404 404 404 404 404 404 404 404
"""

# Addresses of Wagtail that the site does not use: named here so that a new one is noticed.
UNUSED = {"wagtailcore_authenticate_with_password", "wagtailcore_login"}
# Pages are walked by kind in test_pages.py.
PAGES = {"wagtail_serve"}
# Documents follow the pages that show them: tests/home/test_documents.py.
DOCUMENTS = {"document"}


def rows():
    """[(method, name, argument or None, {role: status}), …]"""
    found = []
    for line in TABLE.strip().splitlines():
        method, name, argument, *codes = line.split()
        answers = dict(zip(ROLES, map(int, codes), strict=True))
        found.append((method, name, None if argument == "-" else argument, answers))
    return found
