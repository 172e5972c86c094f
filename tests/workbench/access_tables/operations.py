"""What machines ask that watch this one."""

TABLE = """
health-live         GET    200    200      200     200         200       200     200       200     200
health-live         POST   405    405      405     405         405       405     405       405     405
health-ready        GET    200    200      200     200         200       200     200       200     200
metrics             GET    200    200      200     200         200       200     200       200     200
metrics             POST   405    405      405     405         405       405     405       405     405
health-ready        POST   405    405      405     405         405       405     405       405     405
"""
